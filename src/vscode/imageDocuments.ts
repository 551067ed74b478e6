import * as vscode from 'vscode';

const scheme = 'banner-jobs-image';

/** Pictures that are open in other editors, in bytes together; the oldest go first. */
const mostBytes = 128 * 1024 * 1024;

/** Pictures as read-only documents from memory, for the editors that open files by their address. */
export class ImageDocuments implements vscode.FileSystemProvider, vscode.Disposable {
  private readonly files = new Map<string, Uint8Array>();
  private readonly changed = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  private added = 0;
  readonly onDidChangeFile = this.changed.event;
  /** Last: VS Code reads the fields above at once. */
  private readonly registration = vscode.workspace.registerFileSystemProvider(scheme, this, { isReadonly: true });

  /** @param name one segment, with the extension by which an editor is chosen */
  add(name: string, bytes: Uint8Array): vscode.Uri {
    const uri = vscode.Uri.from({ scheme, path: `/${++this.added}/${name}` });
    this.files.set(uri.path, bytes);
    let held = [...this.files.values()].reduce((sum, file) => sum + file.byteLength, 0);
    for (const [path, file] of [...this.files]) {
      if (held <= mostBytes || path === uri.path) break;
      this.files.delete(path);
      held -= file.byteLength;
    }
    return uri;
  }

  stat(uri: vscode.Uri): vscode.FileStat {
    return { type: vscode.FileType.File, ctime: 0, mtime: 0, size: this.readFile(uri).byteLength };
  }

  readFile(uri: vscode.Uri): Uint8Array {
    const bytes = this.files.get(uri.path);
    if (!bytes) throw vscode.FileSystemError.FileNotFound(uri);
    return bytes;
  }

  /** Nothing in it ever changes. */
  watch(): vscode.Disposable {
    return new vscode.Disposable(() => undefined);
  }

  readDirectory(): never {
    throw vscode.FileSystemError.NoPermissions();
  }

  createDirectory(): never {
    throw vscode.FileSystemError.NoPermissions();
  }

  writeFile(): never {
    throw vscode.FileSystemError.NoPermissions();
  }

  delete(): never {
    throw vscode.FileSystemError.NoPermissions();
  }

  rename(): never {
    throw vscode.FileSystemError.NoPermissions();
  }

  dispose(): void {
    this.files.clear();
    this.registration.dispose();
    this.changed.dispose();
  }
}
