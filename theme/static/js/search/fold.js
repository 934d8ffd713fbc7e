// Which characters are the same to a reader who searches? The twin of plugins/search/fold.py: each code point
// by itself is decomposed, lower-cased, freed of accents and punctuation, and made simplified Chinese.

const UNIT = /^[\p{L}\p{N}\p{Co}\u{20000}-\u{3FFFF}]$/u;

export class Folder {
  /** @param {[string, string]} pairs traditional characters and, place by place, the simplified ones */
  constructor(pairs) {
    this.simplified = new Map();
    this.learn(pairs);
  }

  /** Most traditional characters are learned when a text or a query has them. */
  learn([traditional, simplified]) {
    const to = Array.from(simplified);
    Array.from(traditional).forEach((character, place) => this.simplified.set(character, to[place]));
    this.known = new Map();
  }

  /** The units of one code point: usually one, none for punctuation, several for ㈠ or ½. */
  character(character) {
    let units = this.known.get(character);
    if (units === undefined) {
      const lowered = character.normalize("NFKD").toLowerCase().replaceAll("ς", "σ");
      units = Array.from(lowered).filter((c) => UNIT.test(c)).map((c) => this.simplified.get(c) ?? c).join("");
      this.known.set(character, units);
    }
    return units;
  }

  /** The units of a text as a string. */
  text(text) {
    let units = "";
    for (const character of text) units += this.character(character);
    return units;
  }

  /** Where a stretch of folded text, counted in UTF-16 units, stands in the original: `[start, end]`. */
  original(text, start, length) {
    let folded = 0;
    let place = 0;
    let from = -1;
    for (const character of text) {
      const size = this.character(character).length;
      if (from < 0 && folded + size > start) from = place;
      folded += size;
      place += character.length;
      if (folded >= start + length) return [from, place];
    }
    return [Math.max(from, 0), place];
  }
}
