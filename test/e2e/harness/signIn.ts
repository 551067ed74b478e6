import { rightKey } from './sampleWorld';
import type { Workbench } from './workbench';

/** Signs in to the world of the test, as a person does. */
export async function signIn(window: Workbench): Promise<void> {
  await window.runCommand('Banner Jobs: Sign In');
  await window.quickInput.untilOpen();
  await window.quickInput.type(rightKey);
  await window.quickInput.accept();
  await window.notifications.until('Signed in to Test.');
}

/** Tracks a label by the command of the palette. */
export async function trackLabel(window: Workbench, label: string): Promise<void> {
  await window.runCommand('Banner Jobs: Track Labels…');
  await window.quickInput.untilOpen();
  await window.quickInput.type(label);
  await window.quickInput.pick(`Track ${label}`);
  await window.jobs.row(label).waitFor();
}
