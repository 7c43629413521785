// Runs once per browser: holds the only event stream and hands its messages to every tab.

import { browserTools, Stream, type StreamMessage, type TabMessage } from './events';

interface Scope {
	onconnect: ((event: MessageEvent) => void) | null;
}

const ports = new Set<MessagePort>();
const stream = new Stream(browserTools('/api/v1/events'), (message: StreamMessage) => {
	for (const port of ports) port.postMessage(message);
});

function join(port: MessagePort): void {
	ports.add(port);
	stream.start();
	for (const message of stream.state()) port.postMessage(message);
}

function leave(port: MessagePort): void {
	ports.delete(port);
	if (ports.size === 0) stream.stop();
}

/** The stream belongs to a session: it ends with it, and the other tabs look who is there. */
function renew(port: MessagePort, stays: boolean): void {
	stream.stop();
	ports.delete(port);
	for (const other of ports) other.postMessage({ kind: 'session' });
	if (stays) join(port);
}

function heard(port: MessagePort, message: TabMessage): void {
	if (message === 'join') join(port);
	else if (message === 'leave') leave(port);
	else renew(port, message === 'renew');
}

(globalThis as unknown as Scope).onconnect = (event) => {
	const port = event.ports[0];
	if (!port) return;
	port.onmessage = (message) => heard(port, message.data as TabMessage);
	port.start();
};
