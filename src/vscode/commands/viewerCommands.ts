import * as vscode from 'vscode';
import type { Errand } from '../../core/protocol';
import type { Services } from '../services';

/** "Copy Crop As…": the viewer's menu of formats, for what it shows. */
export function copyCrop({ viewer }: Services): void {
  if (viewer.panels?.last) viewer.panels.last.openCopyMenu();
  else sayNoViewer();
}

/** The commands that do in the viewer used last what its menu does. */
export async function runInViewer({ viewer }: Services, errand: Errand): Promise<void> {
  if (viewer.panels?.last) await viewer.panels.last.run(errand);
  else sayNoViewer();
}

function sayNoViewer(): void {
  void vscode.window.showInformationMessage(vscode.l10n.t('Open the images of a job first.'));
}
