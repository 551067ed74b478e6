/** How the text that is read is packed into the file. */
export interface Packing {
  /** Its quotes have a backslash before them: JSON within a string. One backslash of each pair is not looked at. */
  readonly escaped: boolean;
  /** The language of the file is a shell's: `'\''` and `'"'"'` are apostrophes within quotes. */
  readonly shell: boolean;
}

const apostrophes = [`'\\''`, `'"'"'`];
/** What stands behind the backslash of a string, where it is not the character itself. */
const unpacked: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r' };

/** Reads code forwards, a character at a time, and never further than to its end. */
export class CodeCursor {
  constructor(
    private readonly text: string,
    /** Where the next character stands, in characters from the start of the text. */
    public at: number,
    private readonly packing: Packing,
  ) {}

  /** The next character; empty at the end, and where a shell would fill something in. */
  get peek(): string {
    const { packing, text, at, isUnpacking } = this;
    const raw = text[at + (isUnpacking ? 1 : 0)] ?? '';
    if (isUnpacking) return unpacked[raw] ?? raw;
    return packing.shell && packing.escaped && /^[$`]$/.test(raw) ? '' : raw;
  }

  /** The next character, which is left behind; empty at the end. */
  take(): string {
    const { peek } = this;
    this.at = Math.min(this.at + (this.isUnpacking ? 2 : 1), this.text.length);
    return peek;
  }

  /** Leaves this behind if it comes next. */
  skip(expected: string): boolean {
    const before = this.at;
    for (const character of expected) {
      if (this.peek !== character) {
        this.at = before;
        return false;
      }
      this.take();
    }
    return true;
  }

  /** Leaves behind what a shell writes for an apostrophe within quotes. */
  skipApostrophe(): boolean {
    const { packing, text, at } = this;
    const found = packing.shell && apostrophes.find((written) => text.startsWith(written, at));
    if (typeof found !== 'string') return false;
    this.at += found.length;
    return true;
  }

  /** Leaves behind blanks, line ends, and the comments of all languages. */
  skipBlanks(): void {
    for (;;) {
      if (/\s/.test(this.peek)) this.take();
      else if (this.peek === '#' || this.text.startsWith('//', this.at)) this.goTo('\n');
      else if (this.text.startsWith('/*', this.at)) this.goTo('*/');
      else return;
    }
  }

  private get isUnpacking(): boolean {
    return this.packing.escaped && this.text[this.at] === '\\';
  }

  private goTo(end: string): void {
    const found = this.text.indexOf(end, this.at + 1);
    this.at = found < 0 ? this.text.length : found + end.length;
  }
}
