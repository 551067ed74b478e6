import * as vscode from 'vscode';
import { Readings } from '../../core/images/readings';
import { commandIds } from '../contributions';
import { realClock as clock } from '../realClock';
import type { SheetServices } from '../sheetHost';
import { SheetPanels } from '../sheetPanels';

/** Makes the contact sheets. */
export async function createSheets(services: SheetServices): Promise<SheetPanels> {
  const { viewer, store, session, log, queue, extensionUri, pictures } = services;
  const { cache, loadFresh } = await pictures.load();
  const readings = new Readings(viewer.memento);
  return new SheetPanels({
    ...{ store, session, queue, cache, clock, log, viewer, extensionUri },
    loadImage: loadFresh,
    reading: (target) => readings.get(target),
    checkAll: (jobIds) => void vscode.commands.executeCommand(commandIds.checkAllCrops, { jobIds }),
  });
}
