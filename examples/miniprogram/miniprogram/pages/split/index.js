const siyu = require('siyu');
const presets = require('../../presets');
const { decide, findingViews } = require('./decide');

const LEVELS = ['', '黄金', '铂金', '钻石'];

Page({
  data: {
    state: 'starting',
    failure: '',
    presets: presets.map((preset) => preset.title),
    preset: 0,
    about: '',
    levels: ['无会员', '黄金', '铂金', '钻石'],
    level: 1,
    isBirthday: true,
    list: '199.00',
    cost: '',
    refund: '50',
    findings: [],
    view: null,
  },

  onLoad() {
    // The module is loaded once; pages that come later have it at once.
    return siyu.init().then(
      () => {
        this.setData({ state: 'ready' });
        this.choose(0);
      },
      (error) => this.setData({ state: 'failed', failure: error.message }),
    );
  },

  onUnload() {
    if (this.rulebook) this.rulebook.free();
    this.rulebook = null;
  },

  onPreset(event) {
    this.choose(Number(event.detail.value));
  },

  onLevel(event) {
    this.change({ level: Number(event.detail.value) });
  },

  onBirthday(event) {
    this.change({ isBirthday: event.detail.value });
  },

  /** `list`, `cost` and `refund`, by the input's `data-field`. */
  onAmount(event) {
    this.change({ [event.currentTarget.dataset.field]: event.detail.value.trim() });
  },

  choose(preset) {
    this.onUnload();
    const { text, about } = presets[preset];
    try {
      this.rulebook = siyu.Rulebook.parse(text);
    } catch (error) {
      this.setData({ preset, about, findings: findingViews(error, text), view: null });
      return;
    }
    this.change({ preset, about, findings: [] });
  },

  /** Takes what was typed and decides anew; one `setData`, since each crosses to another thread. */
  change(changes) {
    const form = Object.assign({}, this.data, changes);
    const { isBirthday, list, cost, refund } = form;
    const view = this.rulebook && decide(this.rulebook, { isBirthday, list, cost, refund, level: LEVELS[form.level] });
    this.setData(Object.assign({ view: view || null }, changes));
  },
});
