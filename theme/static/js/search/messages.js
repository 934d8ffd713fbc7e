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
  none: (query) => `没有找到与“${query}”相符的文件。`,
  tips: ["检查有没有错别字", "换用较短的词，或者在词与词之间加空格", "去掉引号、减号和已选的筛选条件"],
  mayMean: "您要找的可能是：",
  orElse: "也可以：",
  found: (all, query, certain) => `找到${certain ? "" : "约"} ${all} 份与“${query}”相符的文件`,
  partly: (some) => `；另有 ${some} 份只含其中部分词语`,
  onlyPartly: (some, query) => `没有与“${query}”完全相符的文件，以下 ${some} 份含有其中部分词语`,
  error: "检索暂时不可用：检索数据缺失或已更新，请刷新页面后再试。也可以：",
  offline: "现在没有连接网络，而这次检索所需的数据还没有下载过。连接网络后再试；检索过的词句可以离线再查。也可以：",
  tooOld: "您的浏览器版本较旧，不能使用站内检索。请更换新版浏览器，或者：",
  catalogue: "浏览政府信息公开目录",
  more: (left) => `显示更多（还有 ${left} 份）`,
  standing: ["", "已失效或废止", "非现行版本"],
  byRank: "按相关度",
  byDate: "按日期（新的在前）",
  order: "排序",
  scope: "文件范围",
  all: "全部（现行的在前）",
  applying: "只看现行文件",
  noCounts: "暂时不能统计，请稍后再展开",
  noChoice: "这些文件没有此项信息",
  answers: "文件里是这样写的",
  answersNote: "以下是程序按您的问题找到的文件原文，未作改写，不代替答复；以文件全文为准。",
  clear: (name) => `取消“${name}”`,
};

/** A query as it is quoted in a message. */
export function shortened(query) {
  const characters = Array.from(query.trim());
  return characters.length > 40 ? `${characters.slice(0, 40).join("")}……` : characters.join("");
}
