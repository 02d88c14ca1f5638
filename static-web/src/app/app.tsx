import { QueryClientProvider } from "@tanstack/react-query";
import { useEffect } from "react";
import { I18nProvider } from "react-aria-components/I18nProvider";
import { BrowserRouter } from "react-router";
import { useTexts } from "@/i18n";
import { home } from "@/lib/address";
import { ErrorBoundary } from "./error-boundary";
import { followConnection, queries } from "./queries";
import { Pages } from "./router";
import { AskedConsent } from "./asked-consent";
import { ExpiredSession } from "./expired-session";

export function App() {
  const { language } = useTexts();
  useEffect(() => followConnection(queries), []);
  return (
    <I18nProvider locale={language}>
      <QueryClientProvider client={queries}>
        <BrowserRouter basename={home}>
          <ErrorBoundary><Pages /></ErrorBoundary>
          <ExpiredSession />
          <AskedConsent />
        </BrowserRouter>
      </QueryClientProvider>
    </I18nProvider>
  );
}
