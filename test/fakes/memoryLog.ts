import type { Log } from '../../src/core/log';

/** A log that keeps its lines, as `level: message`. */
export class MemoryLog implements Log {
  readonly lines: string[] = [];

  trace(message: string): void {
    this.lines.push(`trace: ${message}`);
  }
  debug(message: string): void {
    this.lines.push(`debug: ${message}`);
  }
  info(message: string): void {
    this.lines.push(`info: ${message}`);
  }
  warn(message: string): void {
    this.lines.push(`warn: ${message}`);
  }
  error(message: string): void {
    this.lines.push(`error: ${message}`);
  }
}
