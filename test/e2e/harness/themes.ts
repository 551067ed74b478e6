import type { Editor } from './editor';
import type { Workbench } from './workbench';

/** The names of VS Code's own themes, and the class that the workbench carries under each. */
export const themes = {
  dark: { name: 'Default Dark Modern', mark: 'vs-dark' },
  light: { name: 'Default Light Modern', mark: 'vs' },
  highContrast: { name: 'Default High Contrast', mark: 'hc-black' },
  highContrastLight: { name: 'Default High Contrast Light', mark: 'hc-light' },
} as const;

export type Theme = keyof typeof themes;

/** Changes the theme by the settings, and waits until the window wears it. */
export async function wearTheme(editor: Editor, workbench: Workbench, theme: Theme): Promise<void> {
  const { name, mark } = themes[theme];
  await editor.changeSettings({ 'workbench.colorTheme': name, 'window.autoDetectColorScheme': false });
  await workbench.page.locator(`.monaco-workbench.${mark}`).waitFor();
}
