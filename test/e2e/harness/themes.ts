import type { Workbench } from './workbench';

/** VS Code's own themes: their ids in the settings, their names in the picker, and the class that the window carries. */
export const themes = {
  dark: { id: 'Default Dark Modern', name: 'Dark Modern', mark: 'vs-dark' },
  light: { id: 'Default Light Modern', name: 'Light Modern', mark: 'vs' },
  highContrast: { id: 'Default High Contrast', name: 'Dark High Contrast', mark: 'hc-black' },
  highContrastLight: { id: 'Default High Contrast Light', name: 'Light High Contrast', mark: 'hc-light' },
} as const;

export type Theme = keyof typeof themes;

/** User settings that start a window in a theme. */
export const themeSettings = (theme: Theme) => ({
  'workbench.colorTheme': themes[theme].id,
  'window.autoDetectColorScheme': false,
  'window.autoDetectHighContrast': false,
});

/** Changes the theme of an open window, and waits until the window wears it. */
export async function wearTheme(workbench: Workbench, theme: Theme): Promise<void> {
  await workbench.changeSettings(themeSettings(theme));
  await workbench.page.locator(`.monaco-workbench.${themes[theme].mark}`).waitFor();
}
