import { useTexts } from "@/i18n";
import { Button } from "./button";

type Pages = { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => unknown };

/** How much of a list is shown, and a button for more. */
export function Pager({ shown, total, pages }: { shown: number; total: number; pages: Pages }) {
  const { t } = useTexts();
  if (total === 0) return null;
  return (
    <div className="pager">
      <p role="status" className="numbers">{t("shell.list.shown", { shown, total })}</p>
      {pages.hasNextPage && <Button working={pages.isFetchingNextPage} onPress={() => void pages.fetchNextPage()}>{t("shell.list.more")}</Button>}
    </div>
  );
}
