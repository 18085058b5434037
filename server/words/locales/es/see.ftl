### Mirar más de cerca: una colección, un registro, sus documentos; preguntar y decir algo.

missing-again = Intentarlo de nuevo ahora

## Una vez al año

still-right = ¿Sigue siendo correcto?
    .line = Lo preguntamos una vez al año. Si algo está mal, use «Cambiar» al lado.
    .yes = Sí, es correcto
    .no = No, algo está mal

## Una colección grande

browse-tools = Buscar algo aquí
browse-words = Palabras que busca
browse-sort = Orden
browse-sort-none = Como se anotó
browse-sort-last = Lo último anotado primero
browse-sort-up = { $what }, de menor a mayor o desde la A
browse-sort-down = { $what }, de mayor a menor o lo más reciente
browse-do = Mostrar
browse-found = { $count } de { $total } contienen lo que busca.
browse-all = Mostrar todo
browse-none = No hay nada que coincida
    .line = Pruebe con menos palabras, o solo con el principio de una. Lo que está oculto en su página no se busca.

## Un registro

record-open = Todo sobre esto, dato por dato
record-hidden = También se guarda, y no se muestra en una página
file-title = El documento
file-open = Abrir el documento
file-fetch = Descargar el archivo
reveal-hidden = Oculto, porque es delicado
reveal-do = Mostrar
reveal-what = { $what }

## Lo que dedujo una máquina

machine-from = Un ordenador lo dedujo de: { $what }.
machine-decides = Qué decide: { $what }.
machine-unsaid = Lo dedujo un ordenador.
machine-ask = Pedir que una persona revise «{ $what }»
review-title = Pedir que una persona revise: { $what }
review-lead = A esto llegó un ordenador. Puede pedir que una persona lo mire y decida de nuevo.
review-from = Qué se tuvo en cuenta
review-decides = Qué decide
review-unsaid = Todavía no lo hemos puesto por escrito. Se lo dirá la persona que lo revise.
review-next = Una persona lo mira y le responde en el plazo de un mes. Puede seguirlo en «Solicitudes».
review-reason = Qué piensa usted
    .hint = Diga lo que el ordenador no puede saber. No hace falta dar una razón.
review-do = Pedir que una persona lo revise

## Palabras propias junto a un valor que no se cambia

statement-wrong = Aquí hay algo mal, y no aparece «Cambiar» al lado
    .line = Puede añadir sus propias palabras. Quedan junto al valor y van en cada copia de sus datos.
statement-add = Añadir sus palabras a: { $what }
statement-lead = Este valor no lo cambiamos nosotros. Sus palabras se guardan junto a él, se muestran con él y van en cada copia de sus datos.
statement-words = Sus palabras
    .hint = Diga qué es lo correcto, en 2000 caracteres como mucho.
statement-do = Añadir mis palabras
statement-when = Usted dijo esto el { $date }.
