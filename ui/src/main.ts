import { mount } from 'svelte';
import App from './app/App.svelte';
import './app/base.css';
import { configureApi } from './core/api';
import { noteReadOnly } from './state/server.svelte';
import { language, startLanguage, t } from './state/language.svelte';
import { expireSession, refreshSession } from './state/session.svelte';
import { sayFault } from './state/toasts.svelte';

configureApi({
	language,
	onSignedOut: expireSession,
	onReadOnly: noteReadOnly,
	unreachable: () => t('connection.unreachable'),
});

await startLanguage();
mount(App, { target: document.getElementById('app') as HTMLElement });
refreshSession().catch(sayFault);
