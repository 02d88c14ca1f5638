import { useInfiniteQuery } from "@tanstack/react-query";
import { useSearchParams } from "react-router";
import { Button } from "@/components/ui/button";
import { PageHead } from "@/components/ui/page";
import { Pager } from "@/components/ui/pager";
import { EmptyState, Loading } from "@/components/ui/states";
import { useTexts } from "@/i18n";
import { mailsQuery, useTestMail, type MailFilters } from "../api/mails";
import { MailFilter } from "../components/mail-filter";
import { MailRow } from "../components/mail-row";
import { TransportNote } from "../components/transport-note";
import "../mail.css";

const states = ["waiting", "sent", "failed", "dropped"];

/** The tenant's mails: what waits, what left, what failed and why. */
export default function Mails() {
  const { t } = useTexts();
  const [address, setAddress] = useSearchParams();
  const filters: MailFilters = { state: address.getAll("state").filter((one) => states.includes(one)), template: address.getAll("template"), text: address.get("text") ?? "" };
  const query = useInfiniteQuery(mailsQuery(filters));
  const test = useTestMail();
  const items = query.data?.pages.flatMap((page) => page.items) ?? [];
  const filtered = filters.state.length + filters.template.length > 0 || filters.text !== "";
  const choose = ({ state, template, text }: MailFilters) =>
    setAddress(new URLSearchParams([...state.map((one) => ["state", one]), ...template.map((one) => ["template", one]), ...(text ? [["text", text]] : [])]), { replace: true });
  return (
    <>
      <PageHead title={t("mail.title")} lead={t("mail.lead")} back={{ to: "/administration", label: t("administration.title") }}
        action={<Button working={test.isPending} onPress={() => test.mutate()}>{t("mail.test.action")}</Button>} />
      <Loading query={query}>
        {({ pages: [first] }) => (
          <div className="stack">
            <TransportNote transport={first?.transport} />
            {!first || (items.length === 0 && !filtered) ? (
              <EmptyState title={t("mail.empty.title")}><p>{t("mail.empty.text")}</p></EmptyState>
            ) : (
              <>
                <MailFilter facets={first.facets} filters={filters} onChange={choose} />
                {items.length === 0 && (
                  <div className="stack-s" role="status">
                    <p>{t("mail.none")}</p>
                    <div><Button small onPress={() => choose({ state: [], template: [], text: "" })}>{t("shell.list.clearAll")}</Button></div>
                  </div>
                )}
                {items.length > 0 && <ul className="rows">{items.map((mail) => <MailRow key={mail.id} mail={mail} />)}</ul>}
                <Pager shown={items.length} total={first.total} pages={query} />
              </>
            )}
          </div>
        )}
      </Loading>
    </>
  );
}
