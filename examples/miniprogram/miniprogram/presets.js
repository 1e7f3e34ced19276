// Rulebooks to choose from. The last one is full of mistakes, to show how they are told.

const vip = {
  levels: [
    { id: '黄金', top_up: '3000', factor: '9.5折' },
    { id: '铂金', top_up: '4000', factor: '9折' },
    { id: '钻石', top_up: '5000', factor: '8.5折' },
  ],
  floor: { unit_price: '9.90' },
};

const rulebook = (name, commission, birthday) =>
  JSON.stringify(
    {
      name,
      version: '2026.11',
      effective_from: '2026-01-01',
      commission: Object.assign({ residual: '平台' }, commission),
      vip: Object.assign({ birthday }, vip),
    },
    null,
    2,
  );

module.exports = [
  {
    title: '两级固定比例',
    about: '直属 12%,上级 3%;生日当天在会员价上再打 9.5 折',
    text: rulebook('two-levels', { roles: { direct: { rate: '12%' }, sponsor: { rate: '3%' } } }, { factor: '95折' }),
  },
  {
    title: '按代理等级',
    about: '白银 8%、黄金 12%,上级 2%;生日月内在会员价上再打 9.5 折,最多减 50',
    text: rulebook(
      'by-tier',
      { mode: 'by_tier', roles: { direct: { by_tier: { silver: '8%', gold: '12%' } }, sponsor: { rate: '2%' } } },
      { window: 'month', factor: '95折', maximum_discount: '50' },
    ),
  },
  {
    title: '级差',
    about: '白银 15%、黄金 20%、钻石 30%,上级拿差额;生日价与会员价取更低的',
    text: rulebook(
      'differential',
      { mode: 'differential', roles: { direct: { by_tier: { silver: '15%', gold: '20%', diamond: '30%' } } } },
      { mode: 'best_of', factor: '88折' },
    ),
  },
  {
    title: '供货价与封顶',
    about: '先付供货价;直属 15%、上级 5%、服务站 2%,合计不超过实付的 18%',
    text: rulebook(
      'capped',
      {
        roles: { direct: { rate: '15%' }, sponsor: { rate: '5%' } },
        pools: [{ id: '服务站', rate: '2%', members: { 杭州站: 3, 广州站: 2 } }],
        cap: { share: '18%', policy: 'cut', priority: ['direct', 'sponsor', 'pool'] },
      },
      { factor: '95折' },
    ),
  },
  {
    title: '写错的规则(看报错)',
    about: '日期不存在、比例写成数字、字段拼错、金额带逗号:一次报全,指到行列,并给出改法',
    text: `{
  "name": "mistakes",
  "version": "2026.11",
  "effective_from": "2026-02-30",
  "commission": {
    "residual": "平台",
    "roles": {"direct": {"rate": 0.12}, "sponser": {"rate": "3%"}}
  },
  "vip": {"levels": [{"id": "黄金", "top_up": "3,000", "factor": "9.5折"}]}
}`,
  },
];
