import { Component, type ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { useTexts } from "@/i18n";

/** The last net: a bug in a page shows words instead of nothing. */
export class ErrorBoundary extends Component<{ children: ReactNode }, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override render() {
    return this.state.failed ? <Crash /> : this.props.children;
  }
}

function Crash() {
  const { t } = useTexts();
  return (
    <main className="wrap main">
      <div className="empty" role="alert">
        <h1>{t("shell.crash.title")}</h1>
        <p>{t("shell.crash.text")}</p>
        <Button tone="primary" onPress={() => window.location.reload()}>{t("shell.reload")}</Button>
      </div>
    </main>
  );
}
