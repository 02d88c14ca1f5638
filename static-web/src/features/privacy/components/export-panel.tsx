import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { exportAddress, exportsQuery, startExport } from "@/api/privacy";
import type { PersonalExport } from "@/api/types";
import { Button, ButtonAnchor } from "@/components/ui/button";
import { Loading } from "@/components/ui/states";
import { useTexts } from "@/i18n";
import { refusalText } from "@/lib/forms";
import { notices } from "@/lib/notices";

/** A copy of everything that is kept about the person: asked for, made in the background, fetched for some days. */
export function ExportPanel() {
  const { t, language } = useTexts();
  const client = useQueryClient();
  const query = useQuery(exportsQuery);
  const start = useMutation({
    mutationFn: () => startExport(language),
    onSuccess: () => {
      notices.show(t("privacy.export.begun"));
      void client.invalidateQueries({ queryKey: exportsQuery.queryKey });
    },
    onError: (error) => notices.show(refusalText(error, t), "harm"),
  });
  return (
    <section className="stack-s" aria-labelledby="copy">
      <h2 id="copy">{t("privacy.export.title")}</h2>
      <p className="measure">{t("privacy.export.text")}</p>
      <Loading query={query}>
        {(exports) => (
          <div className="stack-s" aria-live="polite">
            {exports.length > 0 && <ul className="rows">{exports.map((one) => <Copy key={one.id} copy={one} />)}</ul>}
            <div><Button tone={exports.some((one) => one.readyAt && !one.expired) ? "plain" : "primary"} working={start.isPending} isDisabled={exports.some((one) => !one.readyAt)} onPress={() => start.mutate()}>{t("privacy.export.start")}</Button></div>
          </div>
        )}
      </Loading>
    </section>
  );
}

function Copy({ copy }: { copy: PersonalExport }) {
  const { t, format } = useTexts();
  const when = t("privacy.export.asked", { date: format.moment(copy.askedAt) });
  if (!copy.readyAt || !copy.expiresAt) return <li className="copy"><span>{when}</span><span className="soft">{t("privacy.export.making")}</span></li>;
  if (copy.expired) return <li className="copy"><span>{when}</span><span className="soft">{t("privacy.export.expired")}</span></li>;
  return (
    <li className="copy">
      <span>
        {when}
        <span className="small soft block">{t("privacy.export.facts", { records: copy.records, files: copy.files, size: format.bytes(copy.length), date: format.moment(copy.expiresAt) })}</span>
      </span>
      <ButtonAnchor small href={exportAddress(copy.id)} download="my-data.zip">{t("privacy.export.fetch")}</ButtonAnchor>
    </li>
  );
}
