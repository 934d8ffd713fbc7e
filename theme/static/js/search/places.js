// In which parts of a text may a phrase stand? Each of its terms begins in some of at most eight parts, a bit each; a phrase
// stands within a part, or begins in one and goes on in the next.

const BODY = 1; // the second field

export class Places {
  /**
   * @param {import("./shards.js").TermRecord[]} phrase what every text that holds the phrase has
   * @param {import("./shards.js").TermRecord[]} sought all that the query asks for
   */
  constructor(phrase, sought = phrase) {
    this.sought = sought.map(({ fields }) => fields[BODY]);
    this.within = new Map();
    this.across = new Map();
    phrase.forEach(({ fields }, number) => this.narrow(fields[BODY], !number));
  }

  /** Leaves the documents, and the parts of them, that this term stands in too. */
  narrow({ documents, parts }, isFirst) {
    const [within, across] = [new Map(), new Map()];
    documents.forEach((document, place) => {
      const near = (isFirst ? 255 : this.across.get(document)) & (parts[place] | (parts[place] >> 1));
      if (!near) return;
      across.set(document, near);
      within.set(document, (isFirst ? 255 : this.within.get(document)) & parts[place]);
    });
    Object.assign(this, { within, across });
  }

  /** The documents whose text may hold the phrase. */
  get documents() {
    return this.across.keys();
  }

  get size() {
    return this.across.size;
  }

  has(document) {
    return this.across.has(document);
  }

  /** Sets of parts, as bits, one of which holds the phrase if the text does: those that may hold it whole come first. */
  steps(document) {
    const bits = [0, 1, 2, 3, 4, 5, 6, 7].map((place) => 1 << place);
    const whole = this.within.get(document) ?? 0;
    const begun = (this.across.get(document) ?? 0) & ~whole;
    return [...bits.filter((bit) => whole & bit), ...bits.filter((bit) => begun & bit).map((bit) => bit | (bit << 1))];
  }

  /** The part with most of what the query asks for. */
  best(document) {
    const counts = Array.from({ length: 8 }, () => 0);
    for (const { documents, parts } of this.sought) {
      const place = find(documents, document);
      if (place >= 0) counts.forEach((_, part) => (counts[part] += (parts[place] >> part) & 1));
    }
    return 1 << counts.indexOf(Math.max(...counts));
  }
}

/** The place of a number in ascending ones, -1 where it is not among them. */
function find(numbers, wanted) {
  let [low, high] = [0, numbers.length - 1];
  while (low <= high) {
    const middle = (low + high) >> 1;
    if (numbers[middle] === wanted) return middle;
    if (numbers[middle] < wanted) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}
