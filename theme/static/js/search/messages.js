// What readers are told. Facets are named and ordered as in the 公开目录.

export const FACETS = {
  department: "发布机构",
  topic: "主题分类",
  genre: "体裁",
  year: "年份",
  validity: "有效性",
  kind: "栏目",
};

export const MESSAGES = {
  idle: "请输入要查找的词句、文号或索引号。",
  nothingToFind: "输入的内容中没有可供检索的文字，请输入汉字、字母或数字。",
  loading: "正在检索……",
  none: (query) => `没有找到与“${query}”相符的文件。可以换用较短的词，或者：`,
  found: (all, query) => `找到 ${all} 份与“${query}”相符的文件`,
  partly: (some) => `；另有 ${some} 份只含其中部分词语`,
  onlyPartly: (some, query) => `没有与“${query}”完全相符的文件，以下 ${some} 份含有其中部分词语`,
  error: "检索暂时不可用：检索数据缺失或已更新，请刷新页面后再试。也可以：",
  tooOld: "您的浏览器版本较旧，不能使用站内检索。请更换新版浏览器，或者：",
  catalogue: "浏览政府信息公开目录",
  more: (left) => `显示更多（还有 ${left} 份）`,
  superseded: "非现行版本",
  byRank: "按相关度",
  byDate: "按日期",
  order: "排序",
};

/** A query as it is quoted in a message. */
export function shortened(query) {
  const characters = Array.from(query.trim());
  return characters.length > 40 ? `${characters.slice(0, 40).join("")}……` : characters.join("");
}
