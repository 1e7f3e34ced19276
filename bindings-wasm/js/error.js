/** Why a rulebook or an input is refused, where, and how to repair it; see `index.d.ts`. */
export class SiyuError extends Error {
  constructor(refusal) {
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
  }
}
// On the prototype, so that it is not among the fields that a console shows.
Object.defineProperty(SiyuError.prototype, 'name', { value: 'SiyuError', configurable: true, writable: true });

function line(refusal) {
  return (refusal.path === '' ? '' : refusal.path + ': ') + refusal.en.message + '; ' + refusal.en.repair;
}
