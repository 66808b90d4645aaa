import { ErrorBoundary } from './ErrorBoundary.tsx';
import { Frame } from './frame/Frame.tsx';
import { ThemeRoot } from './theme.tsx';

export function App() {
  return (
    <ThemeRoot>
      <ErrorBoundary place="Tenantdeck">
        <Frame />
      </ErrorBoundary>
    </ThemeRoot>
  );
}
