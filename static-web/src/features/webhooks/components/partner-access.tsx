import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/dialog";
import { SelectField } from "@/components/ui/fields";
import { useTexts } from "@/i18n";
import { absolute } from "@/lib/address";
import { notices } from "@/lib/notices";
import { endLinks, makeLink } from "../api/partner";
import { refusalOf } from "../api/refusals";
import type { PartnerLink, PartnerRights } from "../api/wire";
import { Choice } from "./choice";
import { Code } from "./code";

const times = [1, 8, 24, 72, 168] as const;

/** Makes a link by which a partner's engineer sees the endpoint without an account. */
export function MakeLink({ endpoint }: { endpoint: string }) {
  const { t } = useTexts();
  const [rights, setRights] = useState<PartnerRights>("read");
  const [hours, setHours] = useState("24");
  const make = useMutation({
    mutationFn: () => makeLink(endpoint, rights, Number(hours)),
    onError: (error) => notices.show(refusalOf(error, t), "harm"),
  });
  return (
    <form className="stack" onSubmit={(event) => { event.preventDefault(); make.mutate(); }}>
      <Choice name="rights" legend={t("webhooks.partner.rights")} value={rights} onChange={setRights}
        options={[{ value: "read", label: t("webhooks.partner.read"), hint: t("webhooks.partner.readHint") }, { value: "operate", label: t("webhooks.partner.operate"), hint: t("webhooks.partner.operateHint") }]} />
      <SelectField name="hours" label={t("webhooks.partner.hours")} value={hours} onChange={setHours} options={times.map((one) => ({ value: String(one), label: t("webhooks.rotate.hours", { count: one }) }))} />
      <div><Button tone="primary" type="submit" working={make.isPending}>{t("webhooks.partner.make")}</Button></div>
      <div role="status">{make.data && <Made link={make.data} />}</div>
    </form>
  );
}

function Made({ link }: { link: PartnerLink }) {
  const { t, format } = useTexts();
  return (
    <div className="callout callout-done stack-s">
      <p><strong>{t("webhooks.partner.made")}</strong></p>
      <Code text={window.location.origin + absolute(link.path)} label={t("webhooks.partner.link")} />
      <p className="small measure">{t("webhooks.partner.madeText", { rights: t(`webhooks.partner.${link.rights}`), when: format.moment(link.expiresAt) })}</p>
    </div>
  );
}

/** Ends every link to the endpoint at once. */
export function EndLinks({ endpoint }: { endpoint: string }) {
  const { t } = useTexts();
  const [asking, setAsking] = useState(false);
  const end = useMutation({
    mutationFn: () => endLinks(endpoint),
    onSuccess: () => notices.show(t("webhooks.partner.ended")),
    onError: (error) => notices.show(refusalOf(error, t), "harm"),
    onSettled: () => setAsking(false),
  });
  return (
    <>
      <div><Button onPress={() => setAsking(true)}>{t("webhooks.partner.end")}</Button></div>
      <ConfirmDialog title={t("webhooks.partner.endTitle")} text={t("webhooks.partner.endText")} confirm={t("webhooks.partner.end")} keep={t("webhooks.partner.keep")}
        open={asking} working={end.isPending} onConfirm={() => end.mutate()} onClose={() => setAsking(false)} />
    </>
  );
}
