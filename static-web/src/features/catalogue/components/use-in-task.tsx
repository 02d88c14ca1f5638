import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useNavigate } from "react-router";
import { addAsset, guideQuery, processesQuery } from "@/api/processes";
import type { Interlinker } from "@/api/types";
import { ButtonLink } from "@/components/ui/button";
import { Dialog, DialogActions } from "@/components/ui/dialog";
import { ErrorSummary, SelectField } from "@/components/ui/fields";
import { Loading } from "@/components/ui/states";
import { useTexts } from "@/i18n";
import { fieldErrors, refusalText, type FieldErrors } from "@/lib/forms";
import { notices } from "@/lib/notices";

/** Chooses a process, then a task of it, and adds the Interlinker there. */
export default function UseInTask({ interlinker, onClose }: { interlinker: Interlinker; onClose: () => void }) {
  const { t } = useTexts();
  const processes = useInfiniteQuery(processesQuery({ sort: "title" }, 100));
  return (
    <Dialog title={t("catalogue.use.title", { name: interlinker.name.text })} open onClose={onClose}>
      <Loading query={processes} lines={3}>
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items);
          if (items.length > 0) return <UseForm interlinker={interlinker} processes={items} onClose={onClose} />;
          return (
            <>
              <p>{t("catalogue.use.noProcess")}</p>
              <div><ButtonLink tone="primary" to="/processes/new">{t("processes.create")}</ButtonLink></div>
            </>
          );
        }}
      </Loading>
    </Dialog>
  );
}

function UseForm({ interlinker, processes, onClose }: { interlinker: Interlinker; processes: { id: string; name: string; language: string }[]; onClose: () => void }) {
  const { t, language, format } = useTexts();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [process, setProcess] = useState(processes.length === 1 ? (processes[0]?.id ?? "") : "");
  const [task, setTask] = useState("");
  const [template, setTemplate] = useState("");
  const [problem, setProblem] = useState<{ errors: FieldErrors; message?: string; round: number }>({ errors: {}, round: 0 });
  const guide = useQuery({ ...guideQuery(process, language), enabled: !!process });
  const tasks = guide.data?.items.filter((item) => item.type === "task") ?? [];
  const languages = [...new Set(interlinker.templates.map((one) => one.language))];
  const wanted = processes.find((one) => one.id === process)?.language ?? "";
  const chosen = template || (languages.includes(wanted) ? wanted : (languages[0] ?? ""));

  const add = useMutation({
    mutationFn: () => addAsset(process, task, { interlinkerId: interlinker.id, ...(chosen ? { language: chosen } : {}) }, language),
    onSuccess: (asset) => {
      void client.invalidateQueries({ queryKey: ["process", process] });
      notices.show(t("catalogue.use.added", { name: asset.name }), "done", { label: t("catalogue.use.open"), run: () => void navigate(`/processes/${process}/guide/${task}`) });
      onClose();
    },
    onError: (error) => setProblem((now) => ({ errors: fieldErrors(error, t), message: refusalText(error, t), round: now.round + 1 })),
  });

  const submit = () => {
    const errors: FieldErrors = {};
    if (!process) errors.process = t("errors.field.required");
    else if (!task) errors.task = t("errors.field.required");
    if (Object.keys(errors).length > 0) return setProblem((now) => ({ errors, round: now.round + 1 }));
    add.mutate();
  };

  return (
    <form className="stack" noValidate onSubmit={(event) => { event.preventDefault(); submit(); }}>
      <ErrorSummary {...problem} />
      <SelectField name="process" label={t("catalogue.use.process")} placeholder={t("catalogue.use.chooseProcess")} value={process} error={problem.errors.process}
        onChange={(value) => { setProcess(value); setTask(""); }} options={processes.map((one) => ({ value: one.id, label: one.name }))} />
      <SelectField name="task" label={t("catalogue.use.task")} placeholder={t("catalogue.use.chooseTask")} value={task} error={problem.errors.task} onChange={setTask}
        disabled={!process || tasks.length === 0} hint={guide.data && tasks.length === 0 ? t("catalogue.use.noTasks") : undefined}
        options={tasks.map((one) => ({ value: one.id, label: one.name }))} />
      {languages.length > 1 && (
        <SelectField name="language" label={t("catalogue.use.language")} value={chosen} onChange={setTemplate} options={languages.map((code) => ({ value: code, label: format.language(code) }))} />
      )}
      <DialogActions submit={t("catalogue.use.submit")} working={add.isPending} onClose={onClose} />
    </form>
  );
}
