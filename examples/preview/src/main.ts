import "./style.css";
import { App } from "./app";
import { opened, sample } from "./presets";
import { fromHash } from "./share";

async function start(): Promise<void> {
  const shared = await fromHash(location.hash);
  const app = new App(shared ?? opened(sample(), "zh-CN"));
  document.body.prepend(app.element);
  app.show();
  addEventListener("hashchange", () => {
    void fromHash(location.hash).then((state) => state !== null && app.open(state));
  });
}

void start();
