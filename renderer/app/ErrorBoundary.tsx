import { Button } from '@fluentui/react-components';
import { ErrorCircle24Regular } from '@fluentui/react-icons';
import { Component } from 'react';
import { CopyButton } from '../ui/CopyButton.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import type { ErrorInfo, ReactNode } from 'react';

interface Props {
  /** What broke, for the sentence: "Customers". */
  readonly place: string;
  readonly children: ReactNode;
}

interface State {
  readonly error: Error | null;
  readonly where: string;
}

/** Keeps a broken screen from taking the others with it, and offers it again. */
export class ErrorBoundary extends Component<Props, State> {
  override state: State = { error: null, where: '' };

  static getDerivedStateFromError(error: unknown): Partial<State> {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }

  override componentDidCatch(_error: unknown, info: ErrorInfo): void {
    this.setState({ where: info.componentStack ?? '' });
  }

  override render(): ReactNode {
    const { error, where } = this.state;
    if (error === null) return this.props.children;
    return (
      <EmptyState
        icon={<ErrorCircle24Regular fontSize="40px" />}
        title={`${this.props.place} can’t be shown`}
        text="Something inside this screen broke. Connections, tabs and running commands are not touched by it."
        actions={
          <>
            <Button appearance="primary" onClick={() => this.setState({ error: null, where: '' })}>
              Show it again
            </Button>
            <CopyButton
              size="medium"
              label="Copy for support"
              text={`${this.props.place}: ${error.name}: ${error.message}\n${where.trim()}`}
            >
              Copy for support
            </CopyButton>
          </>
        }
      />
    );
  }
}
