// How records and values are called on the screen, in the reader's language.

import { type FieldInfo, formatValue, titleOf, type TypeInfo } from '../core/metadata';
import type { AnyRecord } from '../core/api';
import { capital } from '../core/text';
import { language, maybe, pick, t } from '../state/language.svelte';
import { metadata } from '../state/session.svelte';

export const typeText = (type: TypeInfo | undefined): string => type ? capital(pick(type)) : '';

export const fieldText = (field: FieldInfo | undefined): string =>
	field ? capital(pick(field)) : '';

export const labelText = (label: string): string => maybe(`label.${label}`) ?? label;

export function valueText(field: FieldInfo, value: unknown): string {
	return formatValue(field, value, language(),
		{ yes: t('yes'), no: t('no'), label: labelText });
}

/** The text of one of the words that a field can hold. */
export const wordText = (type: string, field: string, word: unknown): string =>
	metadata().word(type, field, word, language());

/** A state or grade where the field is not at hand: the catalogue's word, else any field's. */
export function stateText(word: string | null | undefined): string {
	if (!word) return '';
	const text = maybe(`state.${word}`);
	if (text) return text;
	for (const type of metadata().types())
		for (const field of type.fields) {
			const found = field.words.find((entry) => entry.word === word);
			if (found) return capital(pick(found));
		}
	return word;
}

/** The roles that come with the program are named in both languages at once: "… (Viewer)". */
export function recordTitle(type: TypeInfo | undefined, record: AnyRecord): string {
	const own = type?.name === 'role' && /\)$/.test(String(record.name))
		? maybe(`role.${String(record.code)}`) : undefined;
	return own ?? titleOf(type, record, language());
}

/** The screen of a record: its own where one was made, else the general one. */
const SCREENS: Record<string, string> = {
	programme: '/programmes', exercise: '/exercises', unit: '/units', finding: '/lessons/findings',
	corrective_task: '/lessons/tasks', report: '/reports/texts',
	run: '/runs',
};

export function recordHref(type: string, id: string): string {
	const known = metadata().type(type);
	const own = SCREENS[known?.name ?? type];
	return own ? `${own}/${id}` : `/records/${known?.plural ?? type}/${id}`;
}
