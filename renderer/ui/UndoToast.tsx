import {
  Link,
  Toast,
  ToastTitle,
  ToastTrigger,
  Toaster,
  useId,
  useToastController,
} from '@fluentui/react-components';
import { useEffect } from 'react';
import { takeToasts, useToasts } from './toasts.ts';

/** The place where `notify` and `notifyUndo` show; once, in the frame. */
export default function ToastRegion() {
  const toasterId = useId('toasts');
  const { dispatchToast } = useToastController(toasterId);
  const waiting = useToasts((state) => state.waiting);
  useEffect(() => {
    if (waiting.length === 0) return;
    for (const { text, intent, action, timeout } of waiting) {
      dispatchToast(
        <Toast>
          <ToastTitle
            action={
              action === null ? undefined : (
                <ToastTrigger>
                  <Link as="button" onClick={action.run}>
                    {action.label}
                  </Link>
                </ToastTrigger>
              )
            }
          >
            {text}
          </ToastTitle>
        </Toast>,
        {
          intent,
          timeout,
          pauseOnHover: true,
          pauseOnWindowBlur: true,
          politeness: intent === 'error' ? 'assertive' : 'polite',
        },
      );
    }
    takeToasts();
  }, [waiting, dispatchToast]);
  return <Toaster toasterId={toasterId} position="bottom" limit={3} />;
}
