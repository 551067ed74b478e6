import * as vscode from 'vscode';
import type { SourceChoice } from '../core/images/sourceChoices';

type WayItem = vscode.QuickPickItem & { readonly ask: () => Promise<SourceChoice | undefined> };

/** "Choose source image…": a file, or an https link; undefined when given up. */
export async function pickSource(): Promise<SourceChoice | undefined> {
  const { l10n, ThemeIcon, window } = vscode;
  const items: WayItem[] = [
    { label: l10n.t('A File…'), iconPath: new ThemeIcon('file-media'), ask: askFile },
    { label: l10n.t('A Link…'), iconPath: new ThemeIcon('link'), ask: askLink },
  ];
  const placeHolder = l10n.t('Where is the image that this crop was cut from?');
  const picked = await window.showQuickPick(items, { title: l10n.t('Choose Source Image'), placeHolder });
  return picked?.ask();
}

async function askFile(): Promise<SourceChoice | undefined> {
  const { l10n, window } = vscode;
  const filters = { [l10n.t('Images')]: ['jpg', 'jpeg', 'png', 'webp', 'gif', 'avif', 'bmp'] };
  const [uri] = (await window.showOpenDialog({ title: l10n.t('Choose Source Image'), filters })) ?? [];
  return uri && { kind: 'file', uri: uri.toString() };
}

async function askLink(): Promise<SourceChoice | undefined> {
  const { l10n, window } = vscode;
  const link = await window.showInputBox({
    title: l10n.t('Choose Source Image'),
    prompt: l10n.t('An https link. One with a ? in it is not remembered beyond this window: it may hold a signature.'),
    placeHolder: 'https://…',
    ignoreFocusOut: true,
    validateInput: (text) => (isHttps(text) ? undefined : l10n.t('Enter a link that starts with https://')),
  });
  return link === undefined ? undefined : { kind: 'link', uri: link.trim() };
}

function isHttps(text: string): boolean {
  return URL.canParse(text.trim()) && new URL(text.trim()).protocol === 'https:';
}
