import * as vscode from 'vscode';
import type { JobTree } from './jobTree';
import type { Services } from './services';

/** The provider of the view until its rows are loaded, and the way to them from then on. */
export class LateTree implements vscode.TreeDataProvider<string>, vscode.Disposable {
  private readonly emitter = new vscode.EventEmitter<string[] | undefined>();
  private tree: JobTree | undefined;
  private subscription: vscode.Disposable | undefined;
  readonly onDidChangeTreeData = this.emitter.event;

  constructor(private readonly load: () => Promise<Services>) {}

  /** The rows are there. */
  attach(tree: JobTree): void {
    this.tree = tree;
    this.subscription = tree.onDidChangeTreeData((elements) => this.emitter.fire(elements));
  }

  getChildren(element?: string): string[] | Promise<string[]> {
    return this.tree?.getChildren(element) ?? this.load().then(({ tree }) => tree.getChildren(element));
  }

  getTreeItem(element: string): vscode.TreeItem {
    return this.tree?.getTreeItem(element) ?? new vscode.TreeItem('');
  }

  getParent(element: string): string | undefined {
    return this.tree?.getParent(element);
  }

  async resolveTreeItem(item: vscode.TreeItem, element: string): Promise<vscode.TreeItem> {
    return (await this.tree?.resolveTreeItem(item, element)) ?? item;
  }

  dispose(): void {
    this.subscription?.dispose();
    this.emitter.dispose();
  }
}
