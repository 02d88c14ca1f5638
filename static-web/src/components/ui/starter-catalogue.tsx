import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "react-router";
import { startStarterImport } from "@/api/operations";
import { useTexts } from "@/i18n";
import { refusalText } from "@/lib/forms";
import { Button } from "./button";
import { Icon } from "./icons";

/** Imports the catalogue that comes with Interlink, and goes to the import's page. */
export function AddStarterCatalogue({ tone = "primary" }: { tone?: "primary" | "plain" }) {
  const { t } = useTexts();
  const navigate = useNavigate();
  const client = useQueryClient();
  const add = useMutation({
    mutationFn: startStarterImport,
    onSuccess: (operation) => {
      void client.invalidateQueries({ queryKey: ["imports"] });
      void navigate(`/import/${operation.id}`);
    },
  });
  return (
    <>
      <Button tone={tone} working={add.isPending} onPress={() => add.mutate()}>{t("shell.starter.add")}</Button>
      {add.isError && <p className="field-error" role="alert"><Icon name="attention" size={16} />{refusalText(add.error, t)}</p>}
    </>
  );
}
