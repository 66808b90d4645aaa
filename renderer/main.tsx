import './app/noCodeFromText.ts';
import { createRoot } from 'react-dom/client';
import { App } from './app/App.tsx';
import { readUiState } from './app/uiState.ts';
import { startStores } from './app/stores/start.ts';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');

// The first picture waits for none of them: what it depends on is in the page already.
void readUiState();
startStores();
createRoot(root).render(<App />);
