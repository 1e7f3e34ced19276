import "./style.css";
import { App } from "./app";
import { opened, sample } from "./presets";
import { fromHash } from "./share";
import { TAB_IDS, type State } from "./state";

async function start(): Promise<void> {
  const app = new App(opened(sample(), "zh-CN"));
  document.body.prepend(app.element);
  const shared = await fromHash(location.hash);
  if (shared === null) app.show();
  else restore(app, shared);
  addEventListener("hashchange", () => {
    void fromHash(location.hash).then((state) => state !== null && restore(app, state));
  });
}

/** An address is anybody's: one that has the outline of a state and no more, on whatever tab, is not shown. */
function restore(app: App, state: State): void {
  try {
    for (const tab of TAB_IDS) app.open({ ...state, tab });
    app.open(state);
  } catch {
    app.open(opened(sample(), state.language));
  }
}

void start();
