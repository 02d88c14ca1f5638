import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { interlinkerQuery } from "@/api/catalogue";
import { addAsset, itemQuery } from "@/api/processes";
import type { InterlinkerSummary, Process } from "@/api/types";
import { Button } from "@/components/ui/button";
import { Dialog, DialogActions } from "@/components/ui/dialog";
import { useTexts } from "@/i18n";
import { refusalText } from "@/lib/forms";
import { notices } from "@/lib/notices";

/** Adds an Interlinker to the task, for those who may; asks for the language first when its template has several. */
export function UseButton({ process, item, interlinker }: { process: Process; item: string; interlinker: InterlinkerSummary }) {
  const { t, language } = useTexts();
  const client = useQueryClient();
  const [choices, setChoices] = useState<string[]>();
  const rights = useQuery(itemQuery(process.id, item, language)).data?.rights;

  const add = useMutation({
    mutationFn: (chosen: string | undefined) => addAsset(process.id, item, { interlinkerId: interlinker.id, ...(chosen ? { language: chosen } : {}) }, language),
    onSuccess: (asset) => {
      setChoices(undefined);
      void client.invalidateQueries({ queryKey: ["process", process.id] });
      void client.invalidateQueries({ queryKey: ["processes"] });
      notices.show(t("guide.added", { name: asset.name }));
    },
    onError: (error) => notices.show(refusalText(error, t), "harm"),
  });

  const begin = useMutation({
    mutationFn: async () => {
      const full = await client.fetchQuery(interlinkerQuery(interlinker.id, language));
      return [...new Set(full.templates.map((template) => template.language))];
    },
    onSuccess: (languages) => {
      if (languages.length > 1) setChoices(languages);
      else add.mutate(languages[0]);
    },
    onError: (error) => notices.show(refusalText(error, t), "harm"),
  });

  if (!rights?.createAssets) return null;
  return (
    <>
      <Button small working={begin.isPending || add.isPending} aria-label={t("guide.useNamed", { name: interlinker.name.text })} onPress={() => begin.mutate()}>{t("guide.use")}</Button>
      {choices && (
        <ChooseLanguage name={interlinker.name.text} choices={choices} preferred={process.language} working={add.isPending} onChoose={(chosen) => add.mutate(chosen)} onClose={() => setChoices(undefined)} />
      )}
    </>
  );
}

type ChooseProps = { name: string; choices: string[]; preferred: string; working: boolean; onChoose: (language: string) => void; onClose: () => void };

function ChooseLanguage({ name, choices, preferred, working, onChoose, onClose }: ChooseProps) {
  const { t, format } = useTexts();
  const [chosen, setChosen] = useState(choices.includes(preferred) ? preferred : (choices[0] ?? ""));
  return (
    <Dialog title={t("guide.useTitle")} open onClose={onClose}>
      <form className="stack" onSubmit={(event) => { event.preventDefault(); onChoose(chosen); }}>
        <fieldset className="plain-set">
          <legend>{t("guide.useText", { name })}</legend>
          {choices.map((code) => (
            <label key={code} className="check"><input type="radio" name="template-language" value={code} checked={code === chosen} onChange={() => setChosen(code)} />{format.language(code)}</label>
          ))}
        </fieldset>
        <DialogActions submit={t("guide.use")} working={working} onClose={onClose} />
      </form>
    </Dialog>
  );
}
