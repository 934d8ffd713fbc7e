// Is the input a question, and what is it about? „营业执照怎么办“ asks about 营业执照.

const QUESTION = /[?？]\s*$|请问|怎么|怎样|如何|为什么|为何|什么|哪些|哪个|哪里|哪儿|在哪|多少|多久|几天|几个|是否|能否|能不能|可不可以|是不是|有没有|要不要|需不需要|谁|[吗呢]\s*[?？。]?\s*$/u;

// Words that make a question or fill it, longest first within a kind; what remains is what it is about.
const FILLING = new RegExp(
  [
    "我?想(?:请)?(?:问|咨询|了解|知道)(?:一下)?", "请问(?:一下)?", "咨询(?:一下)?", "(?:该)?(?:怎么|怎样|如何)(?:才能|可以)?(?:去)?(?:办理|办|做|弄|写|算)?",
    "(?:应该|应当|需要|要)?(?:去|到|在)?(?:哪里|哪儿|哪个(?:部门|单位|地方)|什么地方)(?:办理|办|能办|可以办)?", "什么时候|什么时间|什么是|是什么|有什么|什么",
    "为什么|为何", "(?:需要|要)?(?:有)?(?:哪些|哪几种|几个|几天|多少天|多久|多长时间|多少钱|多少)", "能不能|可不可以|是不是|有没有|要不要|需不需要|可以不可以|是否|能否",
    "(?:需要|应该|应当|可以|能够|能|要)(?=\\S*[吗呢]?\\s*[?？]?\\s*$)", "谁来?", "(?:了|的)?(?:吗|呢|吧|啊|呀)", "我们?|你们?|咱们?|这个|那个", "[的了]",
  ].join("|"),
  "gu",
);
const MOST = 4;

/** What a question is about, folded; none when the input is no question, or a question about nothing. */
export function salientWords(text, folder) {
  if (text.length > 200 || !QUESTION.test(text)) return [];
  const parts = text.replace(FILLING, " ").split(/[\s\p{P}]+/u).map((word) => folder.text(word));
  return [...new Set(parts.filter((word) => Array.from(word).length > 1))].slice(0, MOST);
}
