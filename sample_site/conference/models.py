"""What the conference keeps: messages, proposals, workshops, and the people who give and attend them."""

from django.conf import settings
from django.core.files.storage import Storage, storages
from django.core.validators import FileExtensionValidator, MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse


class ContactMessage(models.Model):
    """A message to the organisers."""

    class Topic(models.TextChoices):
        TICKETS = "tickets", "Tickets and travel"
        ACCESS = "access", "Accessibility"
        PRESS = "press", "Press"
        OTHER = "other", "Something else"

    name = models.CharField(max_length=80)
    email = models.EmailField()
    topic = models.CharField(max_length=20, choices=Topic)
    message = models.TextField()
    received = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-received"]

    def __str__(self) -> str:
        return f"{self.name}: {self.get_topic_display()}"


class Proposal(models.Model):
    """A session that somebody offers to give."""

    class Kind(models.TextChoices):
        LIGHTNING = "lightning", "Lightning talk, up to 10 minutes"
        TALK = "talk", "Talk, up to 45 minutes"
        WORKSHOP = "workshop", "Workshop, up to 3 hours"

    class Level(models.TextChoices):
        FIRST_STEPS = "first", "First steps"
        PRACTICE = "practice", "Some practice"
        DEEP = "deep", "Deep water"

    TRACKS = {
        "Craft": {"frontend": "Frontend", "backend": "Backend", "data": "Data and databases"},
        "People": {"teams": "Teams and teaching", "access": "Accessibility"},
        "other": "Something we did not think of",
    }

    speaker = models.CharField("Your name", max_length=80)
    email = models.EmailField("Email")
    title = models.CharField(max_length=100)
    kind = models.CharField("Kind of session", max_length=20, choices=Kind, default=Kind.TALK)
    track = models.CharField(max_length=20, choices=TRACKS)
    level = models.CharField(max_length=20, choices=Level)
    minutes = models.PositiveSmallIntegerField(
        "Length in minutes", default=30, validators=[MinValueValidator(5), MaxValueValidator(180)]
    )
    abstract = models.TextField(
        max_length=1500, help_text="What will people know afterwards? Up to 1500 characters."
    )
    preferred_date = models.DateField(
        "Preferred day", null=True, blank=True, help_text="10, 11 or 12 June 2027. Workshops need one."
    )
    expected_audience = models.PositiveSmallIntegerField(
        null=True, blank=True, validators=[MinValueValidator(5), MaxValueValidator(300)]
    )
    travel_budget = models.DecimalField(
        "Travel budget in euros",
        max_digits=6,
        decimal_places=2,
        default=0,
        validators=[MinValueValidator(0)],
        help_text="What you need from us to come. It does not change our choice.",
    )
    slides = models.FileField(
        blank=True,
        upload_to="slides",
        validators=[FileExtensionValidator(["pdf", "odp", "pptx"])],
        help_text="If you have some already: PDF, ODP or PPTX.",
    )
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="proposals"
    )
    submitted = models.DateTimeField(auto_now_add=True)
    updated = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["-submitted"]
        constraints = [
            models.UniqueConstraint(
                fields=["email", "title"],
                name="one_proposal_per_title",
                violation_error_message="You have proposed a session of this title already.",
            )
        ]

    def __str__(self) -> str:
        return self.title


def pictures() -> Storage:
    """Return where pictures lie that every page may show, unlike the other files."""
    return storages["pictures"]


class Profile(models.Model):
    """What somebody tells of themselves."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, editable=False)
    handle = models.SlugField(
        "Name on the badge",
        max_length=30,
        unique=True,
        help_text="Letters, digits, hyphens and underscores.",
        error_messages={"unique": "Somebody has this name on their badge."},
    )
    bio = models.TextField("About you", max_length=600, blank=True)
    picture = models.ImageField(blank=True, upload_to="people", storage=pictures)

    def __str__(self) -> str:
        return self.handle


class TravelGrant(models.Model):
    """Somebody's wish for help with the costs of the journey."""

    class By(models.TextChoices):
        TRAIN = "train", "Train or bus"
        FERRY = "ferry", "Ferry"
        PLANE = "plane", "Plane"

    name = models.CharField("Your name", max_length=80)
    email = models.EmailField("Email")
    coming_from = models.CharField("Where do you come from?", max_length=80)
    by = models.CharField("How do you travel?", max_length=20, choices=By)
    nights = models.PositiveSmallIntegerField("Nights", default=3, validators=[MaxValueValidator(7)])
    cost = models.DecimalField(
        "Cost in euros",
        max_digits=6,
        decimal_places=2,
        validators=[MinValueValidator(1)],
        help_text="Above 200 € we ask for an offer.",
    )
    companions = models.TextField("Who comes along", blank=True)
    offer = models.FileField(blank=True, upload_to="offers")
    asked = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-asked"]

    def __str__(self) -> str:
        return f"{self.name}, {self.coming_from}"


class Speaker(models.Model):
    """Somebody who speaks in a session beside the one who proposed it."""

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="speakers")
    name = models.CharField("Their name", max_length=80)
    email = models.EmailField("Their address")
    minutes = models.PositiveSmallIntegerField(
        "Minutes on stage", null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(180)]
    )
    assists = models.ForeignKey(
        "Workshop",
        models.SET_NULL,
        related_name="assistants",
        verbose_name="Also helps in",
        null=True,
        blank=True,
    )

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["proposal", "email"],
                name="speak_once",
                violation_error_message="This person speaks in the session already.",
            )
        ]

    def __str__(self) -> str:
        return self.name


class Workshop(models.Model):
    """A workshop with a limited number of seats."""

    slug = models.SlugField(unique=True)
    title = models.CharField(max_length=100)
    teacher = models.CharField(max_length=80)
    summary = models.TextField()
    day = models.DateField()
    starts = models.TimeField()
    seats = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["day", "starts"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("app:workshop", args=[self.slug])

    @property
    def seats_left(self) -> int:
        """Count the seats that nobody has taken."""
        return max(0, self.seats - self.sign_ups.count())


class SignUp(models.Model):
    """Somebody's seat in a workshop."""

    class Experience(models.TextChoices):
        NONE = "none", "This is new to me"
        SOME = "some", "I have tried it"
        DAILY = "daily", "I do it every day"

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="sign_ups")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="sign_ups")
    experience = models.CharField(max_length=20, choices=Experience)
    notes = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["workshop", "user"], name="one_seat_each")]

    def __str__(self) -> str:
        return f"{self.user} in {self.workshop}"


class Waiting(models.Model):
    """Somebody's place on the waiting list of a full workshop."""

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="waiting")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    since = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["since", "pk"]
        constraints = [models.UniqueConstraint(fields=["workshop", "user"], name="wait_once")]
        verbose_name_plural = "waiting"

    def __str__(self) -> str:
        return f"{self.user} for {self.workshop}"

    @property
    def position(self) -> int:
        """Return the place in the queue, 1 for the next to get a seat."""
        return self.workshop.waiting.filter(pk__lte=self.pk).count()
