// A control of the screen says with aria-keyshortcuts which single key presses it while nobody
// is typing; the help of the keys reads the same attribute, so that it never lies.

const isShown = (control: Element): boolean => control.getClientRects().length > 0 &&
	!(control as HTMLButtonElement).disabled;

const controls = (): HTMLElement[] =>
	[...document.querySelectorAll<HTMLElement>('main [aria-keyshortcuts]')].filter(isShown);

/** Presses, opens or goes to the first control of the key; false where there is none. */
export function pressScreenKey(key: string): boolean {
	const control = controls().find((each) => each.getAttribute('aria-keyshortcuts') === key);
	if (!control) return false;
	control.focus();
	if (!(control instanceof HTMLInputElement)) control.click();
	return true;
}

/** What the keys of the screen do, by the words on their controls. */
export function screenKeys(): [string, string][] {
	const known = new Map<string, string>();
	for (const control of controls()) {
		const key = control.getAttribute('aria-keyshortcuts') ?? '';
		const words = control.getAttribute('aria-label') ?? control.textContent?.trim() ?? '';
		if (key.length === 1 && !known.has(key)) known.set(key, words);
	}
	return [...known].sort(([a], [b]) => a.localeCompare(b));
}
