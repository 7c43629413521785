// One event stream for all tabs. Six open streams block a browser on HTTP/1.1, so a
// SharedWorker holds the only one; without it (old Android) each tab holds its own, and
// without EventSource the tab forgets everything every five seconds.

import type { Change } from './query';

export type StreamMessage =
	| { kind: 'change'; change: Change }
	| { kind: 'reset' }
	| { kind: 'open' }
	| { kind: 'lost'; since: number }
	/** Someone signed in or out in this browser: ask again who it is. */
	| { kind: 'session' }
	/** The server refuses the stream: the session may be over. */
	| { kind: 'refused' }
	/** Whether changes can be written down; `reason` is the fault that answers them. */
	| { kind: 'state'; writable: boolean; reason: string | null };

export interface Source {
	readyState: number;
	addEventListener(type: string, listener: (event: { data?: string }) => void): void;
	close(): void;
}

const CLOSED = 2;
const RETRY = 3000;

export interface StreamTools {
	open: () => Source;
	later: (work: () => void, milliseconds: number) => unknown;
	now: () => number;
}

/** Keeps one source open and says what happens on it. The browser resumes with
    Last-Event-ID by itself; a stream that had to be made anew begins with `reset`. */
export class Stream {
	private source: Source | null = null;
	private renewed = false;
	private lostAt: number | null = null;
	private readOnly: StreamMessage | null = null;

	constructor(private tools: StreamTools, private tell: (message: StreamMessage) => void) {}

	start(): void {
		if (this.source) return;
		const source = this.tools.open();
		this.source = source;
		source.addEventListener('open', () => this.opened());
		source.addEventListener('change', (event) => this.heard(event.data ?? ''));
		source.addEventListener('reset', () => this.tell({ kind: 'reset' }));
		source.addEventListener('state', (event) => this.stated(event.data ?? ''));
		source.addEventListener('error', () => this.failed(source));
	}

	stop(): void {
		this.source?.close();
		this.source = null;
	}

	/** What a tab that joins late must know. */
	state(): StreamMessage[] {
		return [this.lostAt === null ? { kind: 'open' } : { kind: 'lost', since: this.lostAt },
			...(this.readOnly ? [this.readOnly] : [])];
	}

	private opened(): void {
		this.lostAt = null;
		this.tell({ kind: 'open' });
		if (this.renewed) this.tell({ kind: 'reset' });
		this.renewed = false;
	}

	private heard(data: string): void {
		try {
			const change = JSON.parse(data) as Change;
			if (typeof change.type === 'string') this.tell({ kind: 'change', change });
		} catch {
			this.tell({ kind: 'reset' });
		}
	}

	private stated(data: string): void {
		try {
			const said = JSON.parse(data) as { writable: boolean; reason: string | null };
			const message: StreamMessage = { kind: 'state', writable: said.writable !== false,
				reason: said.reason ?? null };
			this.readOnly = message.writable ? null : message;
			this.tell(message);
		} catch {
			// A word that a newer server may say; nothing depends on it.
		}
	}

	private failed(source: Source): void {
		if (this.source !== source) return;
		if (this.lostAt === null) this.lostAt = this.tools.now();
		this.tell({ kind: 'lost', since: this.lostAt });
		if (source.readyState !== CLOSED) return;
		this.tell({ kind: 'refused' });
		this.stop();
		this.renewed = true;
		this.tools.later(() => this.start(), RETRY);
	}
}

export function browserTools(url: string): StreamTools {
	return {
		open: () => new EventSource(url) as unknown as Source,
		later: (work, milliseconds) => setTimeout(work, milliseconds),
		now: () => Date.now(),
	};
}

/** What a tab says to the worker. `renew`: another account; the stream begins again as theirs. */
export type TabMessage = 'join' | 'renew' | 'leave' | 'end';

/** Opens the shared stream, or the best this browser has; the result closes it
    (`ended`: because the session is over). */
export function openStream(url: string, renewed: boolean, tell: (message: StreamMessage) => void):
	(ended: boolean) => void {
	if (typeof SharedWorker !== 'undefined') {
		const worker = new SharedWorker(new URL('./events_worker.ts', import.meta.url),
			{ type: 'module', name: 'dientap-events' });
		worker.port.onmessage = (event: MessageEvent<StreamMessage>) => tell(event.data);
		const say = (message: TabMessage) => worker.port.postMessage(message);
		const leave = () => say('leave');
		say(renewed ? 'renew' : 'join');
		addEventListener('pagehide', leave);
		return (ended) => {
			removeEventListener('pagehide', leave);
			say(ended ? 'end' : 'leave');
			// The port is dropped with the page; closing it now would lose the message.
		};
	}
	if (typeof EventSource !== 'undefined') {
		const stream = new Stream(browserTools(url), tell);
		stream.start();
		return () => stream.stop();
	}
	const timer = setInterval(() => tell({ kind: 'reset' }), 5000);
	return () => clearInterval(timer);
}

/** Gathers a burst of messages into one piece of work. */
export function batch<T>(work: (items: T[]) => void, later: (run: () => void) => void):
	(item: T) => void {
	let waiting: T[] = [];
	return (item) => {
		waiting.push(item);
		if (waiting.length > 1) return;
		later(() => {
			const items = waiting;
			waiting = [];
			work(items);
		});
	};
}
