/** The app's mark: three cards, one behind the other. Decorative, since the name stands beside it. */
export function AppMark() {
  return (
    <svg aria-hidden width="20" height="20" viewBox="0 0 20 20">
      <rect x="2" y="3" width="12" height="9" rx="2" fill="#8cc1ec" />
      <rect x="4" y="5.5" width="12" height="9" rx="2" fill="#3a8fd6" />
      <rect x="6" y="8" width="12" height="9" rx="2" fill="#0f6cbd" />
    </svg>
  );
}
