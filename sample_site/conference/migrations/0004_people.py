import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import sample_site.conference.models


class Migration(migrations.Migration):
    dependencies = [
        ("conference", "0003_speakers"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="proposal",
            name="owner",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="proposals",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="proposal",
            name="slides",
            field=models.FileField(
                blank=True,
                help_text="If you have some already: PDF, ODP or PPTX.",
                upload_to="slides",
                validators=[django.core.validators.FileExtensionValidator(["pdf", "odp", "pptx"])],
            ),
        ),
        migrations.AddField(
            model_name="proposal",
            name="updated",
            field=models.DateTimeField(auto_now=True),
        ),
        migrations.CreateModel(
            name="Profile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "handle",
                    models.SlugField(
                        error_messages={"unique": "Somebody has this name on their badge."},
                        help_text="Letters, digits, hyphens and underscores.",
                        max_length=30,
                        unique=True,
                        verbose_name="Name on the badge",
                    ),
                ),
                ("bio", models.TextField(blank=True, max_length=600, verbose_name="About you")),
                (
                    "picture",
                    models.ImageField(
                        blank=True, storage=sample_site.conference.models.pictures, upload_to="people"
                    ),
                ),
                (
                    "user",
                    models.OneToOneField(
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
    ]
