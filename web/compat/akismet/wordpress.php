<?php
/*
Plugin Name: Akismet, answered by our own service
Description: Sends what the Akismet plugin asks to your comment-moderation service.

Put this file into wp-content/mu-plugins, with the address of your service below (with
https, unless it runs on this machine), and give the Akismet plugin a key that
`moderate keys create NAME --short` printed.
*/

defined( 'ABSPATH' ) || exit;
defined( 'MODERATION_URL' ) || define( 'MODERATION_URL', 'https://moderation.example' );

add_filter(
	'pre_http_request',
	function ( $answer, $arguments, $url ) {
		if ( ! preg_match( '~^https?://(?:([a-z0-9]+)\.)?rest\.akismet\.com(/.*)$~i', $url, $asked ) ) {
			return $answer;
		}
		if ( isset( $arguments['headers'] ) && is_array( $arguments['headers'] ) ) {
			unset( $arguments['headers']['Host'] ); // it names Akismet
		}
		$key = '' === $asked[1] ? '' : '/akismet/' . $asked[1]; // older plugins: in the host's name
		return wp_remote_request( MODERATION_URL . $key . $asked[2], $arguments );
	},
	10,
	3
);
