import { createRoot } from 'react-dom/client';
import { App } from './app/App.tsx';
import { readUiState } from './app/uiState.ts';
import { useNavigation } from './app/navigation.ts';
import { startStores } from './app/stores/start.ts';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');

startStores();
const shown = createRoot(root);
void readUiState().then(({ screen }) => {
  useNavigation.setState({ screen });
  shown.render(<App />);
});
