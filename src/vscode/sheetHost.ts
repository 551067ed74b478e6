import type * as vscode from 'vscode';
import type { LabelCrop } from '../core/crop/labelCropChecks';
import { Emitter } from '../core/event';
import type { DetailQueue } from '../core/jobs/detailQueue';
import type { JobStore } from '../core/jobs/jobStore';
import { lazily } from '../core/lazily';
import type { Log } from '../core/log';
import type { SheetTarget } from '../core/sheetProtocol';
import type { PictureHost } from './pictureHost';
import type { Session } from './session';
import type { SheetPanels } from './sheetPanels';
import type { ViewerHost } from './viewerHost';

/** What contact sheets work with. */
export interface SheetServices {
  readonly extensionUri: vscode.Uri;
  readonly store: JobStore;
  readonly session: Session;
  readonly queue: DetailQueue;
  readonly viewer: ViewerHost;
  readonly pictures: PictureHost;
  readonly log: Log;
}

/** Contact sheets as the rest knows them: their code is loaded when the first is opened or restored. */
export class SheetHost implements vscode.Disposable {
  private panels: SheetPanels | undefined;
  private readonly load = lazily(() => this.create());
  private readonly shapesChanged = new Emitter<string>();
  /** See `CropShapes`, as far as sheets have shown pictures. */
  readonly onDidChange = this.shapesChanged.event;

  constructor(private readonly services: SheetServices) {}

  /** Shows a sheet; one that is open already comes to the front. */
  async show(target: SheetTarget): Promise<void> {
    (await this.load()).show(target);
  }

  /** Takes up a panel of the last session. */
  async revive(panel: vscode.WebviewPanel, state: unknown): Promise<void> {
    (await this.load()).revive(panel, state);
  }

  /** See `CropShapes`. */
  ratioOf(label: string | undefined, crop: LabelCrop): number | undefined {
    return this.panels?.shapes.ratioOf(label, crop);
  }

  /** Closes all that are open. */
  close(): void {
    this.panels?.dispose();
  }

  dispose(): void {
    this.panels?.dispose();
  }

  private async create(): Promise<SheetPanels> {
    const { createSheets } = await import('./lazy/panels');
    this.panels = await createSheets(this.services);
    this.panels.shapes.onDidChange((jobId) => this.shapesChanged.fire(jobId));
    return this.panels;
  }
}
