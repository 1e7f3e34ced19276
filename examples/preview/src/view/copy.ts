/** Copying; where the browser does not allow it, the text is shown to be selected. */

import type { Text } from "../text/zh-CN";
import { h } from "./dom";

export async function copy(content: string, title: string, text: Text, tell: (words: string) => void, done: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(content);
    tell(done);
  } catch {
    byHand(content, title, text);
  }
}

function byHand(content: string, title: string, text: Text): void {
  const area = h("textarea", { class: "dialog__text", readonly: true, "aria-label": title, value: content });
  const dialog = h(
    "dialog",
    { class: "dialog", "aria-label": title },
    h("h2", {}, title),
    h("p", {}, text.common.copyByHand),
    area,
    h("button", { type: "button", class: "button", onclick: () => dialog.close() }, text.common.close),
  );
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
  area.select();
}
