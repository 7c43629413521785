// What a person did while the link was down: kept on this device, sent in order when it is
// back. Only deeds that the server takes twice without harm may be put in here.

import { ApiFault } from './api';

export interface Deed {
	/** The same deed put in again replaces the one that waits. */
	id: string;
	path: string;
	/** PUT adds a record under the id in the path. */
	method?: 'POST' | 'PUT';
	body: Record<string, unknown>;
	/** Record type that changes, and the record, so that screens follow. */
	type: string;
	recordId: string;
}

export interface Refused {
	deed: Deed;
	why: string;
}

export interface OutboxTools {
	/** What was kept; null: nothing yet. */
	load: () => string | null;
	keep: (text: string) => void;
	send: (deed: Deed) => Promise<unknown>;
	changed: (waiting: number, refused: Refused[]) => void;
	sent: (deed: Deed) => void;
}

function readDeeds(text: string | null): Deed[] {
	try {
		const found = JSON.parse(text ?? '[]') as Deed[];
		return Array.isArray(found) ? found.filter((each) => typeof each.path === 'string') : [];
	} catch {
		return []; // another program wrote there; nothing of ours is lost by it
	}
}

/** A retry finds what the lost answer had made: it is there, as it should be. */
const isThere = (deed: Deed, reason: unknown): boolean =>
	deed.method === 'PUT' && reason instanceof ApiFault && reason.status === 412;

/** Would the same deed succeed later? A refusal would be the same again. */
const isPassing = (reason: unknown): boolean => reason instanceof ApiFault &&
	(reason.status === 0 || reason.status === 401 || reason.status === 429 || reason.status >= 500);

export class Outbox {
	private deeds: Deed[];
	private refused: Refused[] = [];
	private sending = false;

	constructor(private tools: OutboxTools) {
		this.deeds = readDeeds(tools.load());
	}

	get waiting(): number {
		return this.deeds.length;
	}

	/** Sends at once if it can; else it waits, and the result is false. */
	async add(deed: Deed): Promise<boolean> {
		this.deeds = [...this.deeds.filter((each) => each.id !== deed.id), deed];
		this.tell();
		await this.flush();
		return !this.deeds.some((each) => each.id === deed.id);
	}

	/** In the order in which they were done: an answer never overtakes its "received". */
	async flush(): Promise<void> {
		if (this.sending) return;
		this.sending = true;
		try {
			for (let deed = this.deeds[0]; deed; deed = this.deeds[0])
				if (!await this.sendOne(deed)) break;
		} finally {
			this.sending = false;
			this.tell();
		}
	}

	forget(deed: Deed): void {
		this.refused = this.refused.filter((each) => each.deed.id !== deed.id);
		this.tell();
	}

	private async sendOne(deed: Deed): Promise<boolean> {
		try {
			await this.tools.send(deed);
		} catch (reason) {
			if (isPassing(reason)) return false;
			// It can never succeed, but what was written in it is shown, not thrown away.
			if (!isThere(deed, reason))
				this.refused = [...this.refused, { deed, why: (reason as Error).message }];
		}
		this.deeds = this.deeds.filter((each) => each !== deed);
		this.tools.sent(deed);
		this.tell();
		return true;
	}

	private tell(): void {
		this.tools.keep(JSON.stringify(this.deeds));
		this.tools.changed(this.deeds.length, this.refused);
	}
}
