### Rectificar un dato.

correct-title = Rectificar: { $what }
correct-where = Consta en «{ $system }», en «{ $collection }».
correct-new = { $what }: lo que debe constar
correct-reason = Por qué está mal
    .hint = Ayuda a quien lo revise. No está obligado a dar un motivo.
correct-check = Continuar
correct-hint-email = Por ejemplo, nombre@example.org
correct-hint-phone = Por ejemplo, +353 1 234 5678
correct-hint-date = Año, mes y día, por ejemplo 1985-03-27
correct-hint-max = Como mucho { $limit } caracteres

correct-check-title = Revíselo antes de enviar: { $what }
correct-check-lead = Todavía no ha cambiado nada.
correct-after-review = Primero lo revisa una persona. Tendrá una respuesta en el plazo de un mes.
correct-at-once = Se cambia en «{ $system }» en cuanto lo envíe.
correct-send = Enviar la rectificación

## Pruebas, palabras propias, a quién se avisa

answer-do = Marcar como respondida
answer-line = Una persona lo ha mirado y ha dicho a quien lo pidió qué ha resultado.
correct-contact = Así le contactamos, o así inicia sesión. Por eso nadie lo cambia enseguida: antes nos aseguramos con usted.
correct-statement = ¿Prefiere dejar el valor y decir algo sobre él?
    .do = Añadir sus propias palabras
correct-told = Cuando esté hecho, se avisa también a: { $who }.
correction-contact = Así se contacta con la persona, o así inicia sesión. Asegúrese con ella, en la dirección nueva, y avise a la anterior antes de aprobar.
correction-evidence = Lo que entregó la persona
correction-evidence-seen = La persona ve que usted lo ha abierto.
correction-handed-in = Usted entregó: { $files }.
correction-reason = Lo que dice la persona
correction-refused = Puede decir con sus propias palabras qué es lo correcto. Quedan junto al valor.
correction-tell = A quién más hay que avisar (art. 19 del RGPD)
evidence-label = Un documento que lo muestre
    .hint = Por ejemplo una carta o una fotografía de ella: PDF, PNG o JPEG, como mucho { $count } archivos de { $limit } MB cada uno. Solo lo ve quien decide. Lo borramos 30 días después de la decisión.
evidence-remove = Quitar
evidence-there = Ha entregado:
reviewed-system = Sistema
reviewed-title = Lo que decidió una máquina
reviewed-value = A lo que llegó el ordenador
tell-do = Marcar como avisado:
told-not-yet = sin avisar todavía
told-on = avisado el { $date }
told-title = A quién más se avisa
