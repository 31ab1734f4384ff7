"""Kill -9 at any instant loses nothing that was acknowledged and leaves nothing half done."""
import kill_rounds

kill_rounds.run("kill", default_rounds=50)
