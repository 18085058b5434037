### La primera página.

home-title = Sus datos en { $company }
home-lead = Vea lo que guardamos sobre usted y decida qué pasa con ello. No cuesta nada.
home-see = Ver sus datos
    .line = Todo lo que guardamos sobre usted, por qué, quién más lo recibe y hasta cuándo.
home-correct = Rectificarlos
    .line = Cambie lo que está mal. Verá lo de antes junto a lo nuevo antes de enviarlo.
home-take = Llevárselos
    .line = Una copia de todo, para usted o para otra empresa.
home-delete = Suprimirlos
    .line = Primero ve qué se va, qué se queda y por qué. Después decide.
home-choose = Decir que no
    .line = A la publicidad, a que demos sus datos a otros y a que decidan las máquinas.
home-sign-in = Iniciar sesión
home-time = Cuánto tarda
    .line = Buena parte es inmediata. Para lo demás tendrá una respuesta en el plazo de un mes. Si necesitamos más tiempo, se lo diremos dentro de ese mes y le explicaremos por qué.
home-who = Quién es responsable
home-without = No necesita una cuenta para ejercer estos derechos. Escríbanos y díganos qué quiere, o:
    .do = Pedirlo sin cuenta
home-authority = Si cree que lo hacemos mal, puede reclamar ante { $authority }.
