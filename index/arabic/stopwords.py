"""Which words say nothing about the subject?

Stop words are indexed like all others, so that phrases keep them. A query's loose words are searched without them
as long as another word remains: they would match nearly every article and move no ranking, only cost time.
"""

from index.arabic.normalize import fold

_WRITTEN = """
    في من على إلى الى عن مع أن إن ان أو ثم بل لا ما لم لن لو قد لقد هل هو هي هم هن هذا هذه ذلك تلك
    هؤلاء أولئك التي الذي الذين اللتي اللذين اللاتي كان كانت كانوا يكون تكون ليس ليست كل بعض أي غير بين
    بعد قبل عند حتى إذا إذ كما لكن ولكن منذ خلال حول ضد دون فوق تحت أمام وراء عبر لدى أنه إنه أنها إنها
    أنهم إنهم به بها فيه فيها منه منها له لها لهم عليه عليها إليه إليها عنه عنها معه معها وفي ومن وعلى
    وإلى وعن ومع وأن وإن وهو وهي وهذا وهذه وذلك وقد ولا وما ولم وكان وكانت والتي والذي كذلك أيضا أيضاً
    حيث بأن لأن فإن فقد مثل نحو إنما أما إما متى أين كيف لماذا ماذا كم يا
"""

STOP_WORDS = frozenset(map(fold, _WRITTEN.split()))
