"""The methods, parameters and objects of Bot API 10.0 that are played here, as one table.

A parameter reads ``name:kind``, with ``!`` where it is required. The table is complete for every method and
object in it, so that an unknown name is the bot's mistake; what exists but isn't played here is named in
``NOT_PLAYED``. Source: https://core.telegram.org/bots/api.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Field:
    """One parameter of a method or field of an object."""

    kind: str
    required: bool


Fields = dict[str, Field]


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_SEND_TO = "business_connection_id:str chat_id!:chat message_thread_id:int"
_SEND = f"{_SEND_TO} direct_messages_topic_id:int"
_SEND_QUIETLY = """disable_notification:bool protect_content:bool allow_paid_broadcast:bool message_effect_id:str
    suggested_post_parameters:SuggestedPostParameters reply_parameters:ReplyParameters"""
_SEND_HOW = f"{_SEND_QUIETLY} reply_markup:markup"
_CAPTION = "caption:str parse_mode:str caption_entities:MessageEntity*"
_EDIT = "business_connection_id:str chat_id:chat message_id:int inline_message_id:str"
_SCOPE = "scope:BotCommandScope language_code:str"

_METHODS = {
    "getMe": "",
    "getUpdates": "offset:int limit:int timeout:int allowed_updates:str*",
    "setWebhook": """url!:str certificate:upload ip_address:str max_connections:int allowed_updates:str*
        drop_pending_updates:bool secret_token:str""",
    "deleteWebhook": "drop_pending_updates:bool",
    "getWebhookInfo": "",
    "sendMessage": f"""{_SEND} text!:str parse_mode:str entities:MessageEntity*
        link_preview_options:LinkPreviewOptions {_SEND_HOW}""",
    "sendPhoto": f"{_SEND} photo!:file {_CAPTION} show_caption_above_media:bool has_spoiler:bool {_SEND_HOW}",
    "sendDocument": f"""{_SEND} document!:file thumbnail:file {_CAPTION} disable_content_type_detection:bool
        {_SEND_HOW}""",
    "sendVoice": f"{_SEND} voice!:file {_CAPTION} duration:int {_SEND_HOW}",
    "sendAudio": f"""{_SEND} audio!:file {_CAPTION} duration:int performer:str title:str thumbnail:file
        {_SEND_HOW}""",
    "sendPoll": f"""{_SEND_TO} question!:str question_parse_mode:str question_entities:MessageEntity*
        options!:InputPollOption* is_anonymous:bool type:str allows_multiple_answers:bool allows_revoting:bool
        shuffle_options:bool allow_adding_options:bool hide_results_until_closes:bool members_only:bool
        country_codes:str* correct_option_ids:int* explanation:str explanation_parse_mode:str
        explanation_entities:MessageEntity* explanation_media:InputPollMedia open_period:int close_date:int
        is_closed:bool description:str description_parse_mode:str description_entities:MessageEntity*
        media:InputPollMedia disable_notification:bool protect_content:bool allow_paid_broadcast:bool
        message_effect_id:str reply_parameters:ReplyParameters reply_markup:markup""",
    "forwardMessage": """chat_id!:chat message_thread_id:int direct_messages_topic_id:int from_chat_id!:chat
        video_start_timestamp:int disable_notification:bool protect_content:bool message_effect_id:str
        suggested_post_parameters:SuggestedPostParameters message_id!:int""",
    "sendVenue": f"""{_SEND} latitude!:float longitude!:float title!:str address!:str foursquare_id:str
        foursquare_type:str google_place_id:str google_place_type:str {_SEND_HOW}""",
    "sendInvoice": f"""chat_id!:chat message_thread_id:int direct_messages_topic_id:int title!:str description!:str
        payload!:str provider_token:str currency!:str prices!:LabeledPrice* max_tip_amount:int
        suggested_tip_amounts:int* start_parameter:str provider_data:str photo_url:str photo_size:int photo_width:int
        photo_height:int need_name:bool need_phone_number:bool need_email:bool need_shipping_address:bool
        send_phone_number_to_provider:bool send_email_to_provider:bool is_flexible:bool {_SEND_QUIETLY}
        reply_markup:InlineKeyboardMarkup""",
    "sendChatAction": f"{_SEND_TO} action!:str",
    "editMessageText": f"""{_EDIT} text!:str parse_mode:str entities:MessageEntity*
        link_preview_options:LinkPreviewOptions reply_markup:InlineKeyboardMarkup""",
    "editMessageCaption": f"""{_EDIT} {_CAPTION} show_caption_above_media:bool
        reply_markup:InlineKeyboardMarkup""",
    "editMessageReplyMarkup": f"{_EDIT} reply_markup:InlineKeyboardMarkup",
    "deleteMessage": "chat_id!:chat message_id!:int",
    "answerCallbackQuery": "callback_query_id!:str text:str show_alert:bool url:str cache_time:int",
    "answerPreCheckoutQuery": "pre_checkout_query_id!:str ok!:bool error_message:str",
    "getFile": "file_id!:str",
    "getChat": "chat_id!:chat",
    "getChatMember": "chat_id!:chat user_id!:int",
    "setMyCommands": f"commands!:BotCommand* {_SCOPE}",
    "getMyCommands": _SCOPE,
    "deleteMyCommands": _SCOPE,
    "setMyName": "name:str language_code:str",
    "setMyDescription": "description:str language_code:str",
    "setMyShortDescription": "short_description:str language_code:str",
}

_OBJECTS = {
    "InlineKeyboardMarkup": "inline_keyboard!:InlineKeyboardButton**",
    "InlineKeyboardButton": """text!:str icon_custom_emoji_id:str style:str url:str callback_data:str
        web_app:WebAppInfo login_url:LoginUrl switch_inline_query:str switch_inline_query_current_chat:str
        switch_inline_query_chosen_chat:SwitchInlineQueryChosenChat copy_text:CopyTextButton
        callback_game:CallbackGame pay:bool""",
    "CopyTextButton": "text!:str",
    "ReplyKeyboardMarkup": """keyboard!:KeyboardButton** is_persistent:bool resize_keyboard:bool
        one_time_keyboard:bool input_field_placeholder:str selective:bool""",
    "KeyboardButton": """text!:str icon_custom_emoji_id:str style:str request_users:KeyboardButtonRequestUsers
        request_chat:KeyboardButtonRequestChat request_managed_bot:KeyboardButtonRequestManagedBot
        request_contact:bool request_location:bool request_poll:KeyboardButtonPollType web_app:WebAppInfo""",
    "ReplyKeyboardRemove": "remove_keyboard!:bool selective:bool",
    "ForceReply": "force_reply!:bool input_field_placeholder:str selective:bool",
    "LinkPreviewOptions": """is_disabled:bool url:str prefer_small_media:bool prefer_large_media:bool
        show_above_text:bool""",
    "ReplyParameters": """message_id!:int chat_id:chat allow_sending_without_reply:bool quote:str
        quote_parse_mode:str quote_entities:MessageEntity* quote_position:int checklist_task_id:int
        poll_option_id:str""",
    "InputPollOption": """text!:str text_parse_mode:str text_entities:MessageEntity*
        media:InputPollOptionMedia""",
    "LabeledPrice": "label!:str amount!:int",
    "BotCommand": "command!:str description!:str",
    "BotCommandScopeDefault": "type!:str",
    "BotCommandScopeAllPrivateChats": "type!:str",
    "BotCommandScopeAllGroupChats": "type!:str",
    "BotCommandScopeAllChatAdministrators": "type!:str",
    "BotCommandScopeChat": "type!:str chat_id!:chat",
    "BotCommandScopeChatAdministrators": "type!:str chat_id!:chat",
    "BotCommandScopeChatMember": "type!:str chat_id!:chat user_id!:int",
}

NOT_PLAYED = _words(
    """business_connection_id message_thread_id direct_messages_topic_id suggested_post_parameters
    allow_paid_broadcast message_effect_id entities caption_entities inline_message_id certificate
    icon_custom_emoji_id web_app login_url switch_inline_query switch_inline_query_current_chat
    switch_inline_query_chosen_chat callback_game request_users request_chat request_managed_bot
    request_contact request_location request_poll quote quote_parse_mode quote_entities quote_position
    checklist_task_id poll_option_id max_tip_amount suggested_tip_amounts need_shipping_address is_flexible
    question_parse_mode question_entities text_parse_mode text_entities media shuffle_options allow_adding_options
    hide_results_until_closes members_only country_codes correct_option_ids explanation explanation_parse_mode
    explanation_entities explanation_media open_period close_date description_entities video_start_timestamp"""
)
"""Real names that the rehearsal answers with a plain 400, because it could only pretend."""

UPDATE_KINDS = _words(
    """message edited_message channel_post edited_channel_post business_connection business_message
    edited_business_message deleted_business_messages guest_message message_reaction message_reaction_count
    inline_query chosen_inline_result callback_query shipping_query pre_checkout_query purchased_paid_media
    poll poll_answer my_chat_member chat_member chat_join_request chat_boost removed_chat_boost
    managed_bot"""
)
DEFAULT_UPDATE_KINDS = UPDATE_KINDS - {"chat_member", "message_reaction", "message_reaction_count"}


def _fields(row: str) -> Fields:
    fields = {}
    for word in row.split():
        name, kind = word.split(":")
        fields[name.removesuffix("!")] = Field(kind, name.endswith("!"))
    return fields


METHODS: dict[str, Fields] = {name: _fields(row) for name, row in _METHODS.items()}
OBJECTS: dict[str, Fields] = {name: _fields(row) for name, row in _OBJECTS.items()}
METHOD_NAMES = {name.lower(): name for name in METHODS}
"""Method names are case-insensitive: https://core.telegram.org/bots/api#making-requests."""
