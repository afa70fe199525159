/** How the pages look: as the reader's system says, or as the reader chose. Kept in one cookie that names nobody. */
export const themes = ['system', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

export const themeCookie = 'tandem-theme';

/** The theme a cookie or a form names; the system's where it names none. */
export function parseTheme(text: unknown): Theme {
	return themes.find((theme) => theme === text) ?? 'system';
}

/** What stands in `data-kern-theme` of the page: empty leaves the choice to the reader's system. */
export function themeAttribute(theme: Theme): '' | 'light' | 'dark' {
	return theme === 'system' ? '' : theme;
}
