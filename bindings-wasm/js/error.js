/** Why a rulebook or an input is refused, where, and how to repair it; see `index.d.ts`. */
export class SiyuError extends Error {
  constructor(json) {
    const refusal = JSON.parse(json);
    super([refusal].concat(refusal.findings || []).map(line).join('\n  '));
    this.code = refusal.code;
    this.number = refusal.number;
    this.path = refusal.path;
    this.params = refusal.parameters;
    this.messageEn = refusal.en.message;
    this.messageZh = refusal.zh_cn.message;
    this.repairEn = refusal.en.repair;
    this.repairZh = refusal.zh_cn.repair;
    this.findings = refusal.findings || [];
    hide(this, 'json', json);
  }

  toJSON() {
    return JSON.parse(this.json);
  }
}
hide(SiyuError.prototype, 'name', 'SiyuError');

/** A property that is not among those that a console shows. */
function hide(object, name, value) {
  Object.defineProperty(object, name, { value, configurable: true, writable: true });
}

function line(refusal) {
  return (refusal.path === '' ? '' : refusal.path + ': ') + refusal.en.message + '; ' + refusal.en.repair;
}
