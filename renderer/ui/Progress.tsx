import { ProgressBar } from '@fluentui/react-components';
import { MotionBehaviourProvider } from '@fluentui/react-motion';
import type { ProgressBarProps } from '@fluentui/react-components';

/**
 * Fluent's bar, which moves as long as something goes on whose end nobody knows. It does so also where motion is
 * switched off, like the spinner: Fluent ends what moves then at once, and what has no end throws.
 */
export function Progress(props: ProgressBarProps) {
  return (
    <MotionBehaviourProvider value="default">
      <ProgressBar {...props} />
    </MotionBehaviourProvider>
  );
}
